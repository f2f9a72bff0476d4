"""The page « Jury »: members, attendance, and every check with what it counted and its cure."""

from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from jurydesk.compliance.finding import Finding
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.member_correction import CORRECTABLE
from jurydesk.compliance.registry import finding_title
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import MemberCorrected, NominationDescribed
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.presence import can_attend, expected_members
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.candidate_words import told_apart
from jurydesk.deliberation.words.naming import cohort_routes
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.importing import import_dialog
from jurydesk.widgets.jury import composition_dialog
from jurydesk.widgets.jury.conflict_tab import ConflictTab
from jurydesk.widgets.jury.jury_panels import JuryPanels
from jurydesk.widgets.jury.member_card import member_card, member_cells
from jurydesk.widgets.jury.member_dialog import MemberDialog
from jurydesk.widgets.jury.nomination_dialog import NominationDialog
from jurydesk.widgets.jury.reading_tab import ReadingTab
from jurydesk.widgets.parts.attendance_words import record_attendance
from jurydesk.widgets.parts.drops import TableDrops
from jurydesk.widgets.parts.finding_cards import explanation_html
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.lists.tools import offer_buttons
from jurydesk.widgets.parts.reason_dialog import ask_reason
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    current_key,
    dress_table,
    fit_column,
)
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_chip

# The columns of the members that follow their texts, with their bounds.
_WIDTHS = {0: (140, 208), 2: (84, 120), 4: (84, 190)}
_MANY = 4
_ORDER = ("bloquant", "reserve", "inconnu", "conforme", "sans_objet")


class JuryPage(QWidget):
    """Who sits, and whether this jury may decide."""

    navigate = Signal(str, str)

    count_label: QLabel
    verdict_chip: QLabel
    import_button: QPushButton
    compose_button: QPushButton
    splitter: QSplitter
    member_view: QTableView
    member_text: QLabel
    present_button: QPushButton
    remote_button: QPushButton
    absent_button: QPushButton
    excused_button: QPushButton
    left_button: QPushButton
    all_present_button: QPushButton
    chair_button: QPushButton
    act_button: QPushButton
    correct_button: QPushButton
    tabs: QTabWidget
    findings_tab: QWidget
    finding_view: QTableView
    finding_text: QTextBrowser
    stop_label: QLabel
    override_button: QPushButton
    readings_tab: ReadingTab
    recusals_tab: ConflictTab

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "jury_page")
        self._bridge = bridge
        self._members = RecordTable(("Membre", "Siège", "Voix", "Ext.", "Présence"), self)
        self._findings = RecordTable(("État", "Contrôle", "Concerne", "Compté"), self)
        self._found: dict[str, tuple[Finding, ...]] = {}
        dress_table(self.member_view, self._members, (180, 128, 100, 46, 120), stretch=1)
        dress_table(self.finding_view, self._findings, (112, 190, 122, 66), stretch=1)
        self.recusals_tab.set_bridge(bridge)
        self.splitter.setSizes([722, 518])
        self._panels = JuryPanels(self)
        TableDrops(self, self.import_button.isEnabled, self._import)
        self._buttons = {
            self.present_button: Attendance.PRESENT,
            self.remote_button: Attendance.REMOTE,
            self.absent_button: Attendance.ABSENT,
            self.excused_button: Attendance.EXCUSED,
            self.left_button: Attendance.LEFT,
        }
        more = (self.chair_button, self.correct_button, self.act_button)
        offer_buttons(self.member_view, *self._buttons, *more)
        offer_buttons(self.finding_view, self.override_button)

        for button, attendance in self._buttons.items():
            button.clicked.connect(partial(self._record, attendance))
        self.all_present_button.clicked.connect(self._all_present)
        self.chair_button.clicked.connect(self._name_chair)
        self.act_button.clicked.connect(self._describe_act)
        self.correct_button.clicked.connect(self._correct)
        self.import_button.clicked.connect(lambda: self._import(None))
        self.compose_button.clicked.connect(self._compose)
        self.override_button.clicked.connect(self._override)
        self.member_view.selectionModel().currentRowChanged.connect(self._show_member)
        self.finding_view.selectionModel().currentRowChanged.connect(self._show_finding)

    @property
    def first_control(self) -> QWidget:
        """The members; the tabs when another one of them hides the members."""
        hidden = self._panels.is_narrow and self.tabs.currentIndex() > 0
        return self.tabs.tabBar() if hidden else self.member_view

    def minimumSizeHint(self) -> QSize:
        """Ask for what the folded page needs: the wide one folds before it is cut."""
        return QSize(660, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold the members."""
        super().resizeEvent(event)
        self._panels.fit(event.size().width())
        self._fit_members()
        self._fit_findings()

    def show_state(self, state: SittingState) -> None:
        """Redraw members and findings."""
        routes = cohort_routes(state)
        members = state.members
        self._members.set_rows(
            tuple(members), lambda key: member_cells(state, members[key], routes)
        )
        self._fit_members()
        self.count_label.setText(plural(len(members), "membre"))
        found = sorted(
            findings(state),
            key=lambda each: (_ORDER.index(each.status.value), each.candidate is not None),
        )
        self._found = _together(found)
        self._findings.set_rows(
            tuple(self._found), lambda key: _finding_cells(state, self._found[key])
        )
        self._fit_findings()
        stopping = len({finding.id for finding in found if finding.stops})
        text = plural(stopping, "contrôle bloquant", "contrôles bloquants")
        set_chip(
            self.verdict_chip,
            text if stopping else "Rien ne bloque",
            "bad" if stopping else "good",
        )
        for view in (self.member_view, self.finding_view):
            if not view.currentIndex().isValid():
                choose_place(view, 0)
        for button in (*self._buttons, self.all_present_button, self.chair_button):
            button.setEnabled(can_attend(state))
        self.import_button.setEnabled(state.phase is Phase.PREPARATION)
        for button in (self.act_button, self.correct_button):
            button.setEnabled(state.phase is not Phase.SEALED)
        self.readings_tab.show_state(state)
        self.recusals_tab.show_state(state)
        self._show_member()
        self._show_finding()

    def go_to(self, place: str) -> None:
        """Choose a member by identifier or act of nomination, or a finding, of one candidate."""
        state = self._bridge.state
        members = state.members.values() if state is not None else ()
        holder = next((each.identifier for each in members if each.act and each.act == place), "")
        row = self._members.row_of(holder or place)
        if row >= 0:
            if self._panels.is_narrow:
                self.tabs.setCurrentIndex(0)
            choose_place(self.member_view, row)
            (self.act_button if holder else self.member_view).setFocus()
            return
        self.tabs.setCurrentWidget(self.findings_tab)
        name, _, candidate = place.partition(" ")
        of_name = [key for key in self._found if key.startswith(f"{name}|")]
        key = next((key for key in of_name if key.endswith(f"|{candidate}")), "".join(of_name[:1]))
        choose_place(self.finding_view, max(self._findings.row_of(key), 0))
        self.finding_view.setFocus()

    def _fit_members(self) -> None:
        for column, (least, most) in _WIDTHS.items():
            fit_column(self.member_view, column, least, most)

    def _fit_findings(self) -> None:
        """Give whom a check concerns what its name takes, where the window is wide."""
        fit_column(self.finding_view, 0, 96, 124)
        fit_column(self.finding_view, 3, 62, 98)
        fit_column(self.finding_view, 2, 122, max(122, (self.width() - 780) // 4))

    def _chosen(self) -> tuple[str, ...]:
        rows = self.member_view.selectionModel().selectedRows()
        return tuple(self._members.key(index.row()) for index in rows)

    def _show_member(self) -> None:
        state, key = self._bridge.state, current_key(self.member_view)
        if state is None or key not in state.members:
            return
        member = state.members[key]
        self.member_text.setText(typeset(member_card(state, member)))

    def _show_finding(self) -> None:
        same = self._found.get(current_key(self.finding_view))
        if same is None:
            self.finding_text.clear()
            self.override_button.setEnabled(False)
            return
        finding = same[0]
        html = explanation_html(finding)
        if len(same) > 1:
            html += _others_html(same[1:])
        self.finding_text.setHtml(html)
        self.override_button.setEnabled(finding.stops and finding.overridable)
        self.stop_label.setText(_what_it_stops(finding))

    def _record(self, attendance: Attendance, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        record_attendance(self._bridge, self._chosen(), attendance, self)

    def _all_present(self) -> None:
        if self._bridge.state is not None:
            waiting = expected_members(self._bridge.state)
            record_attendance(self._bridge, waiting, Attendance.PRESENT, self)

    def _name_chair(self) -> None:
        state, key = self._bridge.state, current_key(self.member_view)
        if state is not None and key:
            self._bridge.perform(lambda: acts.name_acting_chair(state, key, self._bridge.now()))

    def _describe_act(self) -> None:
        state, key = self._bridge.state, current_key(self.member_view)
        if state is None:
            return
        number = state.members[key].act if key in state.members else ""
        dialog = NominationDialog(state, number, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._bridge.record(NominationDescribed(self._bridge.now(), dialog.act))
        dialog.deleteLater()

    def _correct(self) -> None:
        state, key = self._bridge.state, current_key(self.member_view)
        if state is None or key not in state.members:
            return
        dialog = MemberDialog(state.members[key], self)
        found = dialog.correction if dialog.exec() == QDialog.DialogCode.Accepted else None
        if found is not None:
            label, at = CORRECTABLE[dialog.column].label, self._bridge.now()
            self._bridge.record(
                MemberCorrected(at, found.member, label, found.before, found.after, dialog.reason)
            )
        dialog.deleteLater()

    def _import(self, path: Path | None) -> None:
        state = self._bridge.state
        if state is not None:
            import_dialog.replace_from_table(
                self._bridge, import_dialog.new_jury(state), path, self
            )

    def _compose(self) -> None:
        if self._bridge.state is not None:
            dialog = composition_dialog.CompositionDialog(self._bridge, self._bridge.state, self)
            dialog.exec()
            dialog.deleteLater()

    def _override(self) -> None:
        state, same = self._bridge.state, self._found.get(current_key(self.finding_view))
        if state is None or same is None:
            return
        finding = same[0]
        whom = finding.candidate if len(same) == 1 else None
        reason = ask_reason(
            self,
            f"Passer outre : {finding_title(finding.id)}",
            typeset(
                f"{finding.message} La présidence décide de continuer ; le motif figurera au "
                "procès-verbal."
            ),
        )
        if reason:
            self._bridge.perform(
                lambda: acts.override(state, finding.id, self._bridge.now(), reason, whom)
            )


def _together(found: list[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Put what a check says of many candidates on one row: thirty alike would hide the rest."""
    rows: dict[str, list[Finding]] = {}
    for each in found:
        if each.candidate is None:
            key = f"{each.id}|{each.route or ''}|"
        else:
            key = f"{each.id}||{each.status}|{each.overridden is not None}"
        rows.setdefault(key, []).append(each)
    together: dict[str, tuple[Finding, ...]] = {}
    for key, same in rows.items():
        if len(same) < _MANY:
            together |= {f"{f.id}|{f.route or ''}|{f.candidate or ''}": (f,) for f in same}
        else:
            together[key] = tuple(same)
    return together


def _others_html(others: tuple[Finding, ...]) -> str:
    told = "".join(f"<li>{escape(typeset(each.message))}</li>" for each in others)
    return f"<p><b>De même :</b></p><ul>{told}</ul>"


def _finding_cells(state: SittingState, same: tuple[Finding, ...]) -> tuple[Cell, ...]:
    finding = same[0]
    found = look_of(finding.status)
    look, word = found.tone, capitalised(found.word)
    if finding.overridden is not None:
        look, word = "warn", "Passé outre"
    whom = "toute la séance"
    if len(same) > 1:
        whom = plural(len(same), "candidat")
    elif finding.candidate is not None:
        whom = told_apart(state, finding.candidate)
    elif finding.route is not None:
        whom = f"voie {finding.route}"
    return (
        Cell(word, look, shape=True, bold=look == "bad"),
        Cell(finding_title(finding.id), tip=typeset(finding.message)),
        Cell(whom, state="muted"),
        Cell(finding.value or "" if len(same) == 1 else ""),
    )


def _what_it_stops(finding: Finding) -> str:
    if finding.overridden is not None:
        return "La présidence a passé outre ; le procès-verbal le dit."
    if not finding.stops:
        return "N’arrête rien."
    if finding.overridable:
        return "Arrête l’adoption, sauf si la présidence passe outre."
    return "Arrête l’adoption ; on ne passe pas outre."
