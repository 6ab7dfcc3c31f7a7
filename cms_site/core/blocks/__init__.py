"""Blocks of the story, one class and one template each."""

from cms_site.core.blocks.story import StoryBlock

__all__ = ["StoryBlock"]
