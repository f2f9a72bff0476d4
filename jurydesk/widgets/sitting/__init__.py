"""The room: the page of the sitting."""
