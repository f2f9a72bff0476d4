"""Why no window can open is said in French, with what to install."""

from jurydesk.widgets.window.platform_check import why_no_window


def missing(library):
    def load(_path):
        raise OSError(f"{library}: cannot open shared object file: No such file or directory")

    return load


def test_no_display_points_to_the_commands():
    told = why_no_window({}, "linux", load=lambda _: None)
    assert told is not None
    assert "DISPLAY" in told
    assert "jurydesk --help" in told


def test_missing_library_gives_its_own_package():
    told = why_no_window({"DISPLAY": ":0"}, "linux", load=missing("libxcb-cursor.so.0"))
    assert told is not None
    assert told.endswith("sudo apt install --no-install-recommends libxcb-cursor0")


def test_library_whose_name_begins_another_gives_the_right_package():
    told = why_no_window({"DISPLAY": ":0"}, "linux", load=missing("libxkbcommon-x11.so.0"))
    assert told is not None
    assert told.endswith(" libxkbcommon-x11-0")


def test_unknown_library_gives_all_the_packages():
    told = why_no_window({"DISPLAY": ":0"}, "linux", load=missing("libstrange.so"))
    assert told is not None
    assert "libxcb-icccm4" in told


def test_nothing_is_said_where_a_window_opens():
    assert why_no_window({"DISPLAY": ":0"}, "linux", load=lambda _: None) is None
    assert why_no_window({"WAYLAND_DISPLAY": "wayland-0"}, "linux", load=lambda _: None) is None
    assert why_no_window({"QT_QPA_PLATFORM": "offscreen"}, "linux", load=missing("x")) is None
    assert why_no_window({}, "win32", load=missing("x")) is None


def test_missing_wayland_library_gives_its_own_package():
    for environment in ({"WAYLAND_DISPLAY": "wayland-0"}, {"QT_QPA_PLATFORM": "wayland"}):
        told = why_no_window(environment, "linux", load=missing("libwayland-cursor.so.0"))
        assert told is not None
        assert told.endswith("sudo apt install --no-install-recommends libwayland-cursor0")
