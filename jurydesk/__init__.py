"""JuryDesk: hold a certification jury and print its signed minutes, offline."""

from jurydesk.lazily import install

__version__ = "0.1.0"

install()
