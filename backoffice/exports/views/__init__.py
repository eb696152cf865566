"""What the page of every report does."""
