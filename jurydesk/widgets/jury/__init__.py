"""The page of the jury and of what makes it compliant."""
