#!/usr/bin/env bash
# A convocation at 9:00 in Paris: 9:00 where you are, or 10:00, never 9:00 in Paris.
#
# Guess:   an invitation that names its zone is read alike with or without the zone's description,
#          and the description can only help.
# Seen:    `icalendar` writes TZID=Europe/Paris without a VTIMEZONE, and with one on request
#          (add_missing_timezones). ical.js takes the first as « floating »: 9:00 of the reader's
#          own clock, two hours off in Réunion. With the description it is one hour late in summer
#          everywhere, because ical.js does not see the changes listed in one RDATE after another
#          and stays in winter time. node-ical reads both right.
# With:    icalendar 7.3.2, ical.js 2.2.1, node-ical 0.26.1, Node 20. 2026-11-30.
# Matters: external jurors are called 15 days ahead, some overseas; the hour that no program moves
#          is the one in UTC (DTSTART:…Z), with the local hour in words in the text.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q icalendar==7.3.2 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 >log 2>&1 || { cat log; exit 1; }

v/bin/python - <<'PY'
import datetime, zoneinfo, icalendar
def calendar(zone):
    calendar, event = icalendar.Calendar(), icalendar.Event()
    calendar.add("prodid", "-//exemple//FR")
    calendar.add("version", "2.0")
    event.add("uid", "jury@exemple.fr")
    event.add("dtstamp", datetime.datetime(2026, 6, 1, tzinfo=datetime.timezone.utc))
    event.add("dtstart", datetime.datetime(2026, 6, 19, 9, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")).astimezone(zone))
    calendar.add_component(event)
    return calendar
paris = zoneinfo.ZoneInfo("Europe/Paris")
open("named.ics", "wb").write(calendar(paris).to_ical())
described = calendar(paris)
described.add_missing_timezones()
open("described.ics", "wb").write(described.to_ical())
open("utc.ics", "wb").write(calendar(datetime.timezone.utc).to_ical())
PY
cat > read.mjs <<'JS'
import ICAL from "ical.js";
import ical from "node-ical";
import fs from "fs";
for (const name of ["named", "described", "utc"]) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(name + ".ics", "utf8")));
  const start = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).startDate.toJSDate();
  const event = Object.values(ical.parseFile(name + ".ics")).find((part) => part.type === "VEVENT");
  const hour = (date) => date.toISOString().slice(11, 16) + "Z";
  console.log(process.env.TZ, name, "ical.js", hour(start), "node-ical", hour(event.start));
}
JS
for zone in Europe/Paris Indian/Reunion; do TZ=$zone node read.mjs; done | tee seen
diff seen - <<'END' && echo "as described (9:00 in Paris that day is 07:00Z)"
Europe/Paris named ical.js 07:00Z node-ical 07:00Z
Europe/Paris described ical.js 08:00Z node-ical 07:00Z
Europe/Paris utc ical.js 07:00Z node-ical 07:00Z
Indian/Reunion named ical.js 05:00Z node-ical 07:00Z
Indian/Reunion described ical.js 08:00Z node-ical 07:00Z
Indian/Reunion utc ical.js 07:00Z node-ical 07:00Z
END
