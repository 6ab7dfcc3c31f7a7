"""Bundles: pages that become public at one moment or not at all. `docs/features/bundles.md` tells the whole."""
