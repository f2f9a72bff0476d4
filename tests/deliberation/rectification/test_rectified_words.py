"""What the screen says of the first decisions, bloc by bloc."""

from datetime import date

from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.deliberation.rectification.rectified_words import (
    before_pairs,
    block_line,
    candidate_line,
    first_decision,
    first_result,
    session_title,
)
from tests.builders import a_candidate
from tests.deliberation.builders import BC01, BC02, BC03, adopt, consensus, sitting


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_each_bloc_says_what_was_decided_and_whether_it_is_voted_again():
    who = a_candidate(
        blocks=(BlockRecord(BC03, BlockRecordState.ACQUIRED, acquired_on=date(2023, 6, 1)),)
    )
    session = sitting(who)
    consensus(session, "BC01", 2)
    adopt(session, "BC01")
    consensus(session, "BC02", 4, clock="09:30")
    adopt(session, "BC02", clock="09:31")

    def line(code, *, reviewed=False):
        return plain(block_line(session.state, who, code, reviewed=reviewed))

    assert line(BC01) == "BC01 – validé, niveau 2 : reste acquis"
    assert line(BC01, reviewed=True) == "BC01 – validé, niveau 2 : à revoir"
    assert line(BC02) == "BC02 – non acquis, niveau 4 : voté de nouveau"
    assert line(BC03) == "BC03 – acquis le 01/06/2023 : avant ce jury, non voté"
    undated = a_candidate(blocks=(BlockRecord(BC03, BlockRecordState.ACQUIRED),))
    told = plain(block_line(sitting(undated).state, undated, BC03, reviewed=False))
    assert told == "BC03 – acquis : avant ce jury, non voté"
    assert plain(candidate_line(session.state, who)) == "LEFÈVRE Éloïse (C01, FI)"


def test_an_ordinary_session_has_no_first_minutes_to_tell():
    state = sitting().state
    assert first_result(state, "C01") == ""
    assert first_decision(state, "C01", BC01) == ""
    assert before_pairs(state, "C01") == []
    assert plain(session_title(state)).startswith("RNCP35609 – ")
