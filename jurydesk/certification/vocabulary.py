"""The closed word lists of the trade; the values are the words people type and read."""

from enum import StrEnum


class AccessRoute(StrEnum):
    """A « voie d'accès », by its France compétences key."""

    STUDENT = "FI"
    CONTINUING = "FC"
    PROFESSIONALISATION = "CQ"
    APPRENTICESHIP = "CA"
    EXPERIENCE = "VAE"
    INDIVIDUAL = "CL"

    @property
    def is_experience(self) -> bool:
        """Whether the rules of validation by experience (VAE) apply."""
        return self is AccessRoute.EXPERIENCE

    @property
    def words(self) -> str:
        """The route in full, as the minutes print it."""
        return _ROUTE_WORDS[self]


_ROUTE_WORDS = {
    AccessRoute.STUDENT: "formation initiale (élève ou étudiant)",
    AccessRoute.CONTINUING: "formation continue",
    AccessRoute.PROFESSIONALISATION: "contrat de professionnalisation",
    AccessRoute.APPRENTICESHIP: "contrat d’apprentissage",
    AccessRoute.EXPERIENCE: "validation des acquis de l’expérience",
    AccessRoute.INDIVIDUAL: "candidature individuelle",
}


class Gender(StrEnum):
    """The gender written in a file; unknown is ``None``, never a default."""

    WOMAN = "F"
    MAN = "M"

    @property
    def words(self) -> str:
        """The gender as a card says it."""
        return "femme" if self is Gender.WOMAN else "homme"


class Role(StrEnum):
    """The seat a person holds in the jury."""

    CHAIR = "president"
    DIRECTOR = "directeur"
    TEACHER = "enseignant"
    EMPLOYER = "employeur"
    EMPLOYEE = "salarie"
    RAPPORTEUR = "rapporteur"
    GUEST = "invite"

    @property
    def words(self) -> str:
        """The role as a person reads it."""
        return _ROLE_WORDS[self]

    @property
    def is_representative(self) -> bool:
        """Whether the seat is one of the two « représentants qualifiés des professions »."""
        return self in (Role.EMPLOYER, Role.EMPLOYEE)


_ROLE_WORDS = {
    Role.CHAIR: "présidence",
    Role.DIRECTOR: "direction de la formation",
    Role.TEACHER: "enseignement",
    Role.EMPLOYER: "représentant des employeurs",
    Role.EMPLOYEE: "représentant des salariés",
    Role.RAPPORTEUR: "rapporteur",
    Role.GUEST: "personnalité invitée",
}


class Voice(StrEnum):
    """Whether a member votes (« voix délibérative ») or advises (« voix consultative »)."""

    VOTING = "deliberative"
    ADVISORY = "consultative"

    @property
    def words(self) -> str:
        """The voice as a person reads it."""
        return "délibérative" if self is Voice.VOTING else "consultative"


class Reading(StrEnum):
    """A way of counting the share of external members: what its denominator holds."""

    SEATS = "seats"
    STATUTORY = "statutory"
    VOTING = "voting"
    PRESENT = "present"

    @property
    def words(self) -> str:
        """The denominator in words."""
        return _READING_WORDS[self]


_READING_WORDS = {
    Reading.SEATS: "toutes les personnes nommées, rapporteur VAE à part",
    Reading.STATUTORY: "les membres statutaires",
    Reading.VOTING: "les membres à voix délibérative",
    Reading.PRESENT: "les personnes présentes, rapporteur VAE à part",
}


class BlockStatus(StrEnum):
    """What is known of one bloc for one candidate; undecided is ``None``."""

    VALIDATED = "validé"
    IN_PROGRESS = "en voie de validation"
    NOT_ACQUIRED = "non acquis"
    ACQUIRED = "acquis"
    PENDING = "en attente"
    NOT_PRESENTED = "non présenté"

    @property
    def is_obtained(self) -> bool:
        """Whether the bloc counts as obtained, now or in an earlier session."""
        return self in (BlockStatus.VALIDATED, BlockStatus.ACQUIRED)


class Outcome(StrEnum):
    """The result of one candidate."""

    CERTIFIED = "CERT"
    PARTIAL = "PART"
    ADJOURNED = "AJOU"
    REFUSED = "REFU"
    PENDING = "ATT"
    NOT_PRESENTED = "NP"

    @property
    def words(self) -> str:
        """The outcome as the minutes print it."""
        return _OUTCOME_WORDS[self]


_OUTCOME_WORDS = {
    Outcome.CERTIFIED: "certification complète",
    Outcome.PARTIAL: "validation partielle",
    Outcome.ADJOURNED: "ajournement",
    Outcome.REFUSED: "refus de validation",
    Outcome.PENDING: "décision en attente",
    Outcome.NOT_PRESENTED: "non présenté",
}


class Derogation(StrEnum):
    """A derogatory admission, counted against the cohort's quotas."""

    VAPP = "VAPP"
    M1_L3 = "M1_L3"
    M1 = "M1"
    L3 = "L3"

    def is_counted_by(self, derogations: "tuple[Derogation, ...]") -> bool:
        """Whether a quota on these derogations counts this one: M1 and L3 share theirs."""
        shared = Derogation.M1_L3 if self in (Derogation.M1, Derogation.L3) else self
        return self in derogations or shared in derogations

    @property
    def words(self) -> str:
        """The derogation as it is said: « M1/L3 »."""
        return self.value.replace("_", "/")


class ProposalRule(StrEnum):
    """How the levels of several assessments make one proposal; never a mean of levels."""

    WORST = "worst"
    MAJORITY = "majority"
    NONE = "none"


class JurorCapacity(StrEnum):
    """In what capacity a person judges a defence."""

    COMPANY = "entreprise"
    TEACHER = "enseignant"


class BallotWay(StrEnum):
    """How a ballot was taken."""

    NOMINAL = "nominal"
    TALLY = "decompte"
    SECRET = "secret"  # noqa: S105 a way to vote, not a password
    CONSENSUS = "consensus"


class Part(StrEnum):
    """The two parts of a defence that are marked."""

    REPORT = "rapport"
    ORAL = "oral"
