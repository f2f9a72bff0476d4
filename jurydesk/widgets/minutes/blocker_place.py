"""Where a person goes to mend what stops the seal."""

from jurydesk.minutes.preflight import Blocker, Where

# What a blocker of the jury asks of a person; otherwise it names a finding.
_OF_MEMBERS = ("act", "quality", "attendance", "text")


def place_of(blocker: Blocker) -> str:
    """Return a blocker's place as its page takes it: a candidate and a bloc, a finding of one."""
    if blocker.where is Where.JURY and blocker.field not in (*_OF_MEMBERS, blocker.place):
        return f"{blocker.field} {blocker.place}"
    return f"{blocker.place} {blocker.block}".strip()
