"""What a screen reader is told, whatever the page: announcements, live labels, selections."""
