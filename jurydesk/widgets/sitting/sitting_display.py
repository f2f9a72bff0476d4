"""Draws the room from the state: the candidate's file, the ballot, the sitting's course."""

from collections.abc import Collection

from jurydesk.deliberation.cases import Pace
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.following import following_words
from jurydesk.deliberation.forecast import counted_level
from jurydesk.deliberation.inspection import standing_count
from jurydesk.deliberation.presence import can_attend
from jurydesk.deliberation.rectification import rectified_words
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words import candidate_words
from jurydesk.deliberation.words.chair_words import chair_words
from jurydesk.french.spaces import typeset
from jurydesk.widgets.keys.keyboard import keyboard
from jurydesk.widgets.parts.style import set_chip
from jurydesk.widgets.sitting.sitting_form import SittingForm
from jurydesk.widgets.sitting.sitting_panels import SittingPanels

_CAPS = typeset(
    "Verr. Maj est activé : rien ne change, U et A n’agissent que sur ce bloc. Pour tous les "
    "blocs, tenez Maj."
)


def show_candidate(page: SittingForm, state: SittingState, *, private: bool) -> None:
    """Show the file of the candidate on screen and what the band says of it."""
    candidate = page.candidate
    who = state.candidates[candidate]
    page.name_label.setText(who.name)
    set_chip(page.route_chip, who.route.value, "accent")
    page.route_chip.setToolTip(who.route.words)
    earlier = rectified_words.first_result(state, candidate) if private else ""
    page.facts_label.setText(earlier + candidate_words.facts(state, who, private=private))
    page.thesis_label.setText(candidate_words.thesis(state, who, private=private))
    page.warning_label.setText(candidate_words.warnings(state, who) if private else "")
    page.remarks_label.setText(candidate_words.remarks(who) if private else "")
    page.file_button.setEnabled(private)
    told = private or outcome(state, candidate) is not None
    words = candidate_words.live_outcome(state, candidate) if told else "Masqué (F9)"
    page.outcome_label.setText(words)
    page.block_view.show_candidate(state, candidate, private=private)
    page.live_band.show_candidate(state, candidate)
    page.band_summary.setText(page.live_band.summary)


def show_ballot(
    page: SittingForm, state: SittingState, undoes: Collection[Fact], *, private: bool
) -> None:
    """Show where the ballot of the bloc chosen stands, and enable what may be done."""
    candidate, block = page.candidate, page.block_view.block
    ballot = state.ballot(candidate, block)
    status = block_status(state, candidate, block)
    named = state.rulebook.certification.block(block)
    page.ballot_label.setText(f"{named.short_code} – {typeset(named.title)}")
    page.ballot_hint.setText(candidate_words.ballot_hint(state, candidate, block, undoes))
    who = state.candidates[candidate]
    behind = candidate_words.behind_proposal(state, who, block) if private else ""
    earlier = rectified_words.first_decision(state, candidate, block) if private else ""
    earlier = earlier or (following_words.left_there(state, candidate, block) if private else "")
    page.evaluation_label.setText(earlier + behind)
    page.voter_strip.show_votes(
        state,
        candidate_words.ballot_voters(state, candidate, block),
        ballot.votes,
        candidate_words.ended_ballot(state, candidate, block),
    )
    can_vote = state.phase is Phase.OPEN and status is None
    counted = standing_count(state, candidate, block) is not None
    fresh = can_vote and not ballot.votes and not counted
    buttons = (
        page.unanimous_button,
        page.consensus_button,
        page.tally_button,
        page.secret_button,
    )
    for button in buttons:
        button.setEnabled(fresh)
    page.voter_strip.setEnabled(can_vote and not counted)
    page.vote_bar.show_levels(state.rulebook.levels)
    show_turn(page, state)
    level = counted_level(state, candidate, block)
    page.adopt_button.setEnabled(can_vote and level is not None)


def show_turn(page: SittingForm, state: SittingState) -> None:
    """Say whose vote the buttons of the levels give, nobody’s when nobody votes."""
    voter = page.voter_strip.member if page.voter_strip.isEnabled() else ""
    page.vote_bar.show_turn(state.members[voter].name.upper() if voter else "")


def show_course(page: SittingForm, state: SittingState) -> None:
    """Show where the sitting stands and the buttons of its phase."""
    phase = state.phase
    page.open_button.setVisible(phase is Phase.PREPARATION)
    page.suspend_button.setVisible(phase is Phase.OPEN)
    page.resume_button.setVisible(phase is Phase.SUSPENDED)
    page.close_button.setVisible(phase is Phase.OPEN)
    page.minutes_button.setVisible(phase in (Phase.CLOSED, Phase.SEALED))
    page.attendance_button.setEnabled(can_attend(state))
    page.more_button.setEnabled(phase is not Phase.SEALED)
    # What a jury is asked to look at again is never adopted in a row.
    page.clear_cases_button.setEnabled(phase is Phase.OPEN and state.rectification is None)
    page.recuse_button.setEnabled(phase not in (Phase.CLOSED, Phase.SEALED))
    page.sitting_label.setText(candidate_words.sitting(state))


def show_strips(page: SittingForm, state: SittingState, who: str, panels: SittingPanels) -> None:
    """Show who should preside and what ``who`` is still to be asked, in a strip at most."""
    words = candidate_words.follow_ups(state, who) if who in state.candidates else ""
    page.follow_label.setText(words)
    chair = chair_words(state, page.candidate)
    page.chair_label.setText(chair)
    squeezed = panels.is_narrow and panels.is_low
    listening = keyboard()
    caps = listening is not None and listening.is_caps_on
    page.caps_label.setText(_CAPS)
    page.caps_frame.setVisible(caps)
    page.remainder_strip.show_candidate(state, page.candidate, panels.strip_lines)
    left = page.remainder_strip.is_wanted
    page.chair_frame.setVisible(bool(chair) and not caps and not left)
    # Who presides comes before what is left to specify.
    asks = bool(words) and not chair and not squeezed and not left
    page.follow_frame.setVisible(asks and not caps)
    panels.put_course_first(wanted=state.phase is not Phase.OPEN)
    panels.make_room(asking=caps or bool(chair) or left or (bool(words) and not squeezed))
    if squeezed and words:
        page.band_summary.setText(f"F ▸ {words}")


def show_pace(page: SittingForm, pace: Pace) -> None:
    """Show how many candidates are decided and how long the others should take."""
    page.progress_bar.setMaximum(max(pace.total, 1))
    page.progress_bar.setValue(pace.decided)
    page.pace_label.setText(typeset(pace.words))
