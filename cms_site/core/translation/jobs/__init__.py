"""What is to be translated: a job for each public source page and each language that its type needs."""
