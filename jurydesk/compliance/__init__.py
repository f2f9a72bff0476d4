"""May this jury sit and decide? One finding per rule."""
