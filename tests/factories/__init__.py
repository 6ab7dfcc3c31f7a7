"""What tests build: one module per app."""
