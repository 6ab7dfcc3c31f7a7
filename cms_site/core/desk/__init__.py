"""The home page of the editing interface: what waits for whom, since when and until when. `docs/features/desk.md`."""
