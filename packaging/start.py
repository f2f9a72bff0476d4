"""What the bundled program runs first: the same door as the installed command."""

import sys

from jurydesk.__main__ import main

sys.exit(main())
