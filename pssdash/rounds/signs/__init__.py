"""What the cycle shows beyond its progress: silence, drift, what lies ahead. Rules, queries and pages stand apart."""
