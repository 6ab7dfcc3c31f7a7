"""The story of a page: who did what to it and why, across revisions and languages, for editors and for an auditor."""
