"""Forms of the desk of requests: registering, deciding."""
