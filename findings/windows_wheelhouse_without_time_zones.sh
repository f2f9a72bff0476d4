#!/usr/bin/env bash
# Wheels gathered on Linux for a Windows without network lack the time zones.
#
# Guess:   `pip download --platform win_amd64` gathers what an installation on Windows will ask for.
# Seen:    pip chooses the wheels of Windows but reads the markers of the machine it runs on:
#          tzlocal (which pyHanko needs) asks for tzdata « ; sys_platform == "win32" », and tzdata is
#          not gathered. There, `pip install --no-index` then stops for want of it; with --no-deps it
#          goes through, and the first ZoneInfo("Europe/Paris") fails, Windows having no zones of its
#          own. uv, told the platform, gathers what Windows asks for.
# With:    pip 26.2, tzlocal 5.3.1, uv 0.9.7, CPython 3.11. 2026-12-01.
# Matters: school computers often install from a folder; every hour of minutes is an hour of a zone,
#          and what is missing is found on the secretary's computer, not where the folder was made.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q pip==26.2 uv==0.9.7 2>log || { cat log; exit 1; }

v/bin/pip download -q --only-binary=:all: --platform win_amd64 --python-version 3.13 -d house tzlocal==5.3.1 2>log
echo "pip gathered: $(cd house; ls | tr '\n' ' ')" | tee seen
echo "tzlocal==5.3.1" >asked.txt
v/bin/uv pip compile -q --no-annotate --no-header --python-platform x86_64-pc-windows-msvc \
    --python-version 3.13 asked.txt >asked.windows 2>log
echo "uv gathers: $(sed 's/==.*//' asked.windows | tr '\n' ' ')" | tee -a seen
# Windows has no zones on disk: an empty search path stands for it.
v/bin/pip install -q --no-deps --no-index --find-links house tzlocal 2>log
PYTHONTZPATH="" v/bin/python - <<'PY' | tee -a seen
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError
try:
    print("Europe/Paris:", ZoneInfo("Europe/Paris"))
except ZoneInfoNotFoundError as error:
    print("Europe/Paris:", str(error)[:60])
PY
grep -q '^pip gathered: tzlocal-5.3.1-py3-none-any.whl $' seen
grep -q '^uv gathers: .*tzdata' seen
grep -q '^Europe/Paris: .No time zone found' seen && echo "as described"
