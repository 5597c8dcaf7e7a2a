"""Powers (职权), the flows they run, and their differences from a shared flow."""
