"""What an « établissement » says of itself on every paper: letterhead, images, signatories, words.

Set once for a computer, and kept by the journal of each session whose papers are made with it, so
that they print again to the byte. Leaves checking them to :mod:`jurydesk.minutes.house`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready for paper: an opaque PNG in Base64, and what it shows, in words."""

    data: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs papers, by their keys; none means all of them.

    ``authority`` is for whom one signs « par délégation » (« le directeur général »), with the
    number and the day of the act; empty for who signs in their own name.
    """

    name: str
    quality: str
    authority: str = ""
    act: str = ""
    act_date: date | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A paragraph in the establishment's own words, by the key of the paragraph it replaces."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Appeal:
    """« Voies et délais de recours » as the establishment confirmed them.

    ``source`` are the articles cited; ``adopted_by`` and ``adopted_on`` who confirmed, and when.
    """

    text: str
    source: str
    adopted_by: str
    adopted_on: date


@dataclass(frozen=True, slots=True)
class Establishment:
    """Everything that is set. An empty ``name`` is that of the certifiers of the rulebook."""

    name: str = ""
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    place: str = ""
    logo: Picture | None = None
    stamp: Picture | None = None
    signatories: tuple[Signatory, ...] = ()
    words: tuple[OwnWords, ...] = ()
    appeal: Appeal | None = None

    def own_words(self, key: str) -> str:
        """Return the establishment's own text of a paragraph, empty when it has none."""
        return next((each.text for each in self.words if each.key == key), "")

    def signatory(self, paper: str) -> Signatory | None:
        """Return who signs a kind of paper: who is named for it first, then who signs them all."""
        named = (each for each in self.signatories if paper in each.papers)
        general = (each for each in self.signatories if not each.papers)
        return next(named, None) or next(general, None)


NO_SETTINGS = Establishment()
