"""What answers requests about visits beyond their pages."""
