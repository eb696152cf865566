"""Forms every report shares."""
