"""A whole sitting, told fact by fact, with everything the minutes may have to say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from jurydesk.bundle import resource
from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import BlockStatus, Gender, JurorCapacity, Reading
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate, Thesis
from jurydesk.compliance.member import Attendance, JuryMember, NominationAct
from jurydesk.deliberation.applying import state_of
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    ActUndone,
    AttendanceRecorded,
    BallotCounted,
    BallotWay,
    BlockSetAside,
    CandidateCorrected,
    CohortImported,
    DecisionAdopted,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    FindingOverridden,
    FollowUpPlanned,
    IncidentRecorded,
    JuryImported,
    MemberRecused,
    NominationDescribed,
    Part,
    RecommendationWritten,
    RuleConfirmed,
    SessionCreated,
    SessionDescribed,
    SigningDeclared,
    SigningWay,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
    VoteCast,
)
from jurydesk.deliberation.state import Entry, SittingState
from tests.builders import a_candidate, a_jury, a_member, at

HEAD = "3f7a9c41d2e85b06a1c94e7d8f20b35c6d7e8f9012a3b4c5d6e7f8091a2b3c4d"
BLOCKS = tuple(f"RNCP35609BC0{n}" for n in range(1, 8))


def the_rulebook_text() -> str:
    """The shipped rulebook of RNCP35609, as it is frozen in a session."""
    return resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")


@dataclass
class Story:
    """Facts in order; those told together are one act."""

    acts: list[tuple[Fact, ...]] = field(default_factory=list)
    votes: list[VoteCast] = field(default_factory=list)

    def tell(self, *facts: Fact) -> int:
        """Record one act and return its number."""
        self.acts.append(facts)
        return len(self.acts)

    def state(self) -> SittingState:
        """Fold what was told so far."""
        return state_of(self.entries(), self.votes)

    def entries(self) -> Iterator[Entry]:
        number = 0
        for act, facts in enumerate(self.acts, start=1):
            for fact in facts:
                number += 1
                yield Entry(number, act, fact)


def a_story(
    candidates: Iterable[Candidate],
    members: Iterable[JuryMember] = (),
    rulebook: str = "",
    reading: Reading = Reading.STATUTORY,
) -> Story:
    """A session prepared on the day before, with its act of nomination."""
    rulebook = rulebook or the_rulebook_text()
    code = parse_rulebook(rulebook).certification.code
    story = Story()
    story.tell(
        SessionCreated(
            at=at("08:00"),
            certification=code,
            session_date=date(2024, 4, 19),
            place="Toulouse, salle du conseil",
            reading=reading,
            rulebook=rulebook,
            rulebook_digest=sha256(rulebook.encode()).hexdigest(),
            minutes_number=f"{code}-2024-04-19-01",
        ),
        CohortImported(at("08:00"), "promotion.csv", "1" * 64, tuple(candidates)),
        JuryImported(at("08:00"), "jury.csv", "2" * 64, tuple(members) or a_jury()),
        SessionDescribed(at("08:00"), cohort_name="2023-2024"),
        NominationDescribed(
            at("08:01"),
            NominationAct(
                "2024-017",
                date(2024, 3, 12),
                "Hélène Castéra, directrice générale",
                "Délégation du 4 janvier 2024",
            ),
        ),
    )
    return story


def counted(
    candidate: str,
    block: str,
    tally: dict[int, int],
    clock: str = "10:00",
    *,
    level: int | None,
    abstentions: int = 0,
    chair: str = "M1",
    casting: bool = False,
    way: BallotWay = BallotWay.TALLY,
) -> BallotCounted:
    """A ballot counted with as many voters as there are votes, the first members of the jury."""
    number = sum(tally.values()) + abstentions
    voters = tuple(f"M{n}" for n in range(1, number + 1))
    return BallotCounted(
        at(clock), candidate, block, way, tally, abstentions, voters, chair, level, casting
    )


_STATUSES = {
    1: BlockStatus.VALIDATED,
    2: BlockStatus.VALIDATED,
    3: BlockStatus.IN_PROGRESS,
    4: BlockStatus.NOT_ACQUIRED,
}


def adopted(
    candidate: str,
    block: str,
    level: int,
    clock: str = "10:01",
    departure: tuple[int, str] | None = None,
) -> DecisionAdopted:
    """The adoption of a level, on the proposal; ``departure`` is another proposal and why."""
    proposed, reason = departure or (level, "")
    return DecisionAdopted(at(clock), candidate, block, level, _STATUSES[level], proposed, reason)


def decide(
    story: Story,
    candidate: str,
    levels: Iterable[int],
    *,
    voters: int = 6,
    blocks: Iterable[str] = BLOCKS,
) -> None:
    """Adopt a level a bloc by consensus, every proposal followed."""
    for block, level in zip(blocks, levels, strict=True):
        story.tell(
            counted(candidate, block, {level: voters}, level=level, way=BallotWay.CONSENSUS),
            adopted(candidate, block, level),
        )


def defend(story: Story, candidate: str, company: str, teacher: str, marks: str) -> None:
    """Judge a defence: the company's report and oral marks, then the teacher's."""
    report_1, oral_1, report_2, oral_2 = map(Decimal, marks.split())
    noon = at("09:20")
    story.tell(
        DefenceJurorAppointed(noon, candidate, company, JurorCapacity.COMPANY),
        DefenceJurorAppointed(noon, candidate, teacher, JurorCapacity.TEACHER),
        DefenceMarked(noon, candidate, company, Part.REPORT, report_1),
        DefenceMarked(noon, candidate, company, Part.ORAL, oral_1),
        DefenceMarked(noon, candidate, teacher, Part.REPORT, report_2),
        DefenceMarked(noon, candidate, teacher, Part.ORAL, oral_2),
    )


def the_cohort() -> tuple[Candidate, ...]:
    """Nine candidates over four routes, two of them VAE."""
    thesis = Thesis("Détection d’anomalies par apprentissage auto-supervisé", 54)
    secret = Thesis("Guidage autonome du démonstrateur Aquila", 58, confidential=True)
    records = {block: BlockRecord(block, proposed=2) for block in BLOCKS}
    acquired = BlockRecord(BLOCKS[0], BlockRecordState.ACQUIRED, acquired_on=date(2023, 6, 30))
    all_two = tuple(records.values())
    vae_start = date(2023, 9, 1)
    return (
        a_candidate("C01", thesis=thesis, blocks=all_two),
        a_candidate(
            "C02",
            birth_name="Marchand",
            used_name="d’Hautefeuille",
            first_names="Anne-Sophie",
            thesis=secret,
            blocks=all_two,
        ),
        a_candidate(
            "C03",
            birth_name="Nguyễn",
            first_names="Minh Khôi",
            gender=Gender.MAN,
            blocks=all_two,
            thesis=Thesis("Jumeaux numériques", 71),
        ),
        a_candidate("C04", "FC", birth_name="Özdemir", first_names="Ayşe", blocks=all_two),
        a_candidate(
            "C05",
            "FC",
            birth_name="Le Goff",
            first_names="Yann",
            gender=Gender.MAN,
            blocks=(acquired, *all_two[1:]),
        ),
        a_candidate("C06", "CA", birth_name="Fournier", first_names="Inès", blocks=all_two),
        a_candidate(
            "C07", "CA", birth_name="Dubois", first_names="Théo", gender=Gender.MAN, blocks=all_two
        ),
        a_candidate(
            "C08",
            "VAE",
            birth_name="Ferrand",
            first_names="Karim",
            gender=Gender.MAN,
            employer="Airbus",
            rapporteur="M9",
            path_start=vae_start,
            blocks=all_two,
        ),
        a_candidate(
            "C09",
            "VAE",
            birth_name="Peña",
            first_names="Lucía",
            employer="Liebherr",
            rapporteur="M9",
            path_start=vae_start,
            blocks=all_two,
        ),
    )


def the_members() -> tuple[JuryMember, ...]:
    """Eight seats, the VAE rapporteur and one suppléante who takes the seat of M5."""
    said = {
        "M1": ("Castéra", "Hélène", "directrice générale", "ISAE-SUPAERO"),
        "M2": ("Boyer", "Marc", "directeur de la formation spécialisée", "ISAE-SUPAERO"),
        "M3": ("Lacombe", "Odile", "professeure, apprentissage statistique", "ISAE-SUPAERO"),
        "M4": ("Tessier", "Paul", "professeur, systèmes de décision", "ISAE-SUPAERO"),
        "M5": ("Vidal", "Agnès", "maîtresse de conférences, bases de données", "ISAE-SUPAERO"),
        "M6": ("Roche", "Jean-Baptiste", "professeur associé, vision", "ISAE-SUPAERO"),
        "M7": ("Delmas", "Corinne", "responsable science des données", "Thales Alenia Space"),
        "M8": ("Ben Youssef", "Sami", "architecte IA embarquée", "Airbus"),
    }
    seats = []
    for member in a_jury():
        name, first, quality, employer = said[member.identifier]
        seats.append(
            a_member(
                member.identifier,
                member.role.value,
                name=name,
                first_name=first,
                quality=quality,
                employer=employer,
                external=member.external,
                teacher_researcher=member.teacher_researcher,
            )
        )
    return (
        *seats,
        a_member(
            "M9",
            "rapporteur",
            name="Arnaud",
            first_name="Solène",
            quality="référente pédagogique VAE",
            employer="ISAE-SUPAERO",
        ),
        a_member(
            "M11",
            "enseignant",
            name="Garrigue",
            first_name="Maud",
            substitute_for="M5",
            quality="professeure, optimisation",
            employer="ISAE-SUPAERO",
            teacher_researcher=True,
        ),
    )


def arrive(story: Story, members: str, clock: str = "08:50", way: str = "present") -> None:
    """Several members are recorded together."""
    story.tell(*(AttendanceRecorded(at(clock), who, Attendance(way)) for who in members.split()))


def a_full_sitting(*, closed: bool = True) -> Story:
    """The whole day: everything DOMAIN asks the minutes to prove happens once."""
    story = a_story(the_cohort(), the_members())
    story.tell(SessionDescribed(at("08:05"), remote_means="Visioconférence, identité vérifiée"))
    story.tell(
        RuleConfirmed(
            at("08:06"),
            "quorum",
            Adoption(date(2023, 9, 12), "le conseil de la formation", date(2023, 9, 20)),
        )
    )
    story.tell(
        RuleConfirmed(
            at("08:06"), "proposition", Adoption(date(2023, 9, 12), "le conseil de la formation")
        )
    )
    story.tell(
        CandidateCorrected(
            at("08:20"),
            the_cohort()[2],
            "nom_naissance",
            "Nguyen",
            "Nguyễn",
            "orthographe de la pièce d’identité",
        )
    )
    arrive(story, "M1 M2 M3 M6 M8 M9 M11")
    arrive(story, "M4", "08:55", "distance")
    story.tell(AttendanceRecorded(at("08:56"), "M5", Attendance.EXCUSED, "mission à l’étranger"))
    story.tell(AttendanceRecorded(at("08:57"), "M7", Attendance.ABSENT, "train en retard"))
    story.tell(SittingOpened(at("09:05")))
    arrive(story, "M7", "09:40")
    _defences(story)
    _decisions(story)
    story.tell(SittingSuspended(at("12:05"), "déjeuner"))
    story.tell(SittingResumed(at("13:30")))
    _afternoon(story)
    story.tell(SigningDeclared(at("15:40"), "M8", SigningWay.PAPER))
    if closed:
        story.tell(SittingClosed(at("16:02")))
    return story


def _defences(story: Story) -> None:
    defend(story, "C01", "M7", "M3", "14.5 15 13 16.25")
    defend(story, "C02", "M7", "M4", "17 16 16.5 17.25")
    defend(story, "C03", "Claire Morvan", "M3", "9 7.5 14 7")
    for candidate in ("C04", "C05", "C08", "C09"):
        defend(story, candidate, "M8" if candidate != "C08" else "M7", "M6", "12 12 13 13")


def _decisions(story: Story) -> None:
    story.tell(
        FindingOverridden(
            at("09:50"),
            "soutenance",
            "C06",
            "Soutenance tenue à huis clos le 12 avril 2024, procès-verbal joint",
            "M1",
            {"CA|C06": ""},
        ),
    )
    decide(story, "C01", (1, 2, 2, 1, 2, 2, 2))
    decide(story, "C02", (1, 1, 2, 1, 1, 2, 1))
    decide(story, "C03", (2, 2), blocks=BLOCKS[:2])
    story.tell(
        counted("C03", BLOCKS[2], {2: 3, 3: 3}, "10:20", level=2, casting=True),
        adopted("C03", BLOCKS[2], 2, "10:21"),
    )
    wrong = story.tell(
        counted("C03", BLOCKS[3], {2: 1, 3: 5}, "10:22", level=3),
        adopted("C03", BLOCKS[3], 3, "10:23", (2, "écart sur le plan de tests")),
    )
    story.tell(ActUndone(at("10:24"), wrong, "bloc confondu avec le suivant"))
    story.tell(
        counted("C03", BLOCKS[3], {2: 5}, "10:25", level=2, abstentions=1),
        adopted("C03", BLOCKS[3], 2, "10:26"),
    )
    decide(story, "C03", (2, 2), blocks=BLOCKS[4:6])
    story.tell(
        counted("C03", BLOCKS[6], {2: 4, 3: 2}, "10:30", level=2),
        adopted(
            "C03",
            BLOCKS[6],
            2,
            "10:31",
            (3, "Qualité de l’oral reconnue par le jury : les réponses lèvent les réserves."),
        ),
    )
    decide(story, "C04", (2, 2, 2, 3, 2, 4, 2))
    story.tell(
        FollowUpPlanned(
            at("10:50"), "C04", BLOCKS[3], "reprise du plan de stockage", date(2024, 6, 14)
        ),
        FollowUpPlanned(at("10:50"), "C04", BLOCKS[5], "nouveau TP de certification", None),
    )
    decide(story, "C05", (2,) * 6, blocks=BLOCKS[1:])


def _afternoon(story: Story) -> None:
    story.tell(MemberRecused(at("13:31"), "M1", "C06", "lien familial"))
    story.tell(ActingChairNamed(at("13:32"), "M2"))
    for block in BLOCKS[:6]:
        story.tell(
            counted("C06", block, {1: 1, 2: 4}, "13:35", level=2, chair="M2"),
            adopted("C06", block, 2, "13:36"),
        )
    story.tell(
        BlockSetAside(
            at("13:40"), "C06", BLOCKS[6], BlockStatus.PENDING, "soutenance reportée au 17 mai 2024"
        )
    )
    story.tell(ActingChairNamed(at("13:41"), "M1"))
    story.tell(
        *(
            BlockSetAside(
                at("13:45"), "C07", block, BlockStatus.NOT_PRESENTED, "ne s’est pas présenté"
            )
            for block in BLOCKS
        )
    )
    story.tell(MemberRecused(at("13:50"), "M8", "C08", "même entreprise"))
    decide(story, "C08", (2, 2, 2, 2, 2, 2, 2), voters=7)
    decide(story, "C09", (2, 2, 3, 2, 4, 2, 2), voters=8)
    story.tell(
        RecommendationWritten(
            at("14:40"),
            "C09",
            "Compléter le dossier par une "
            "réalisation de pilotage de projet (BC03) et suivre le module de présentation "
            "des données avant de représenter le bloc BC05.",
        )
    )
    story.tell(
        IncidentRecorded(
            at("15:02"),
            "Coupure de la visioconférence de 15 h 02 à "
            "15 h 06 ; aucune mise aux voix pendant ce temps",
        )
    )
    story.tell(AttendanceRecorded(at("15:30"), "M6", Attendance.LEFT, "obligation de service"))


def a_refuge_sitting() -> Story:
    """A sitting under the second rulebook: four blocs, three levels, no tally printed."""
    second = Path(__file__).parents[1] / "certification" / "rulebooks" / "second.toml"
    blocks = tuple(f"REFUGE-{letter}" for letter in "ABCD")
    kept = tuple(BlockRecord(block, proposed=1) for block in blocks)
    story = a_story(
        (a_candidate("R1", blocks=kept), a_candidate("R2", "CA", first_names="Zoé", blocks=kept)),
        (
            a_member("M1", "president", name="Payan", first_name="Luce", quality="directrice"),
            a_member("M2", "enseignant", name="Blanc", first_name="Rémi", quality="formateur"),
            a_member(
                "M3",
                "employeur",
                external=True,
                name="Isnard",
                first_name="Ève",
                quality="gardienne",
                employer="Refuge du Glacier Blanc",
            ),
            a_member(
                "M4",
                "salarie",
                external=True,
                name="Faure",
                first_name="Noé",
                quality="aide-gardien",
                employer="Refuge de l’Aigle",
            ),
        ),
        second.read_text(encoding="utf-8"),
        Reading.VOTING,
    )
    arrive(story, "M1 M2 M3 M4")
    story.tell(SittingOpened(at("09:00")))
    decide(story, "R1", (1, 1, 1, 1), voters=4, blocks=blocks)
    for block, level in zip(blocks, (2, 3, 3, 2), strict=True):
        status = BlockStatus.IN_PROGRESS if level == 2 else BlockStatus.NOT_ACQUIRED
        story.tell(
            counted("R2", block, {level: 3, 1: 1}, "09:30", level=level),
            DecisionAdopted(at("09:31"), "R2", block, level, status, 1, "épreuve inachevée"),
        )
    story.tell(SittingClosed(at("10:00")))
    return story
