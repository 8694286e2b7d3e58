"""What changes programmes: each is one transaction with its entry in the audit trail."""
