"""The number of a member, typed: one digit where only one can be meant, else two keys.

Up to nine members, a digit is a member. Beyond, « 1 » may begin 10 to 19: it waits for a second
digit, or for Enter; a digit that begins no other number is a member at once, and « 03 » is 3.
"""


class MemberNumbers:
    """Hears digits; ``total`` is how many members there are."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._begun: int | None = None

    @property
    def begun(self) -> int | None:
        """The digit that waits for another one, ``None`` when none does."""
        return self._begun

    def take(self, digit: int) -> int | None:
        """Take a digit; return the number meant, which may be nobody's, ``None`` while unsure."""
        if self._begun is not None:
            number, self._begun = 10 * self._begun + digit, None
            return number
        if self._total > 9 and (digit == 0 or 10 * digit <= self._total):
            self._begun = digit
            return None
        return digit

    def end(self) -> int | None:
        """Take what was begun as it stands (Enter); return it, ``None`` when nothing was."""
        number, self._begun = self._begun, None
        return number

    def forget(self) -> None:
        """Leave what was begun: another key was struck."""
        self._begun = None

    def question(self) -> str:
        """Return what is waited for, in words."""
        if not self._begun:
            return "0 : tapez le deuxième chiffre."
        last = min(10 * self._begun + 9, self._total)
        whom = f"{10 * self._begun} à {last}" if last > 10 * self._begun else f"{last}"
        return f"{self._begun} : Entrée pour ce membre, ou un deuxième chiffre pour {whom}."
