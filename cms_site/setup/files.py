"""The collections that departments keep their images and documents in."""

from collections.abc import Callable

from wagtail.models import Collection

from cms_site.setup.declarations import EVERYTHING, Profile


def ensure_folders(profile: Profile, say: Callable[[str], None]) -> None:
    """Create the collections that are missing, below the root collection."""
    for folder in profile.folders:
        if not Collection.objects.filter(name=folder.name).exists():
            Collection.get_first_root_node().add_child(name=folder.name)
            say(f"Add the collection “{folder.name}”.")


def folder_collection(profile: Profile, key: str) -> Collection:
    """The collection of a folder of the profile; the root collection, which holds them all, for EVERYTHING."""
    if key == EVERYTHING:
        return Collection.get_first_root_node()
    names = {folder.key: folder.name for folder in profile.folders}
    return Collection.objects.filter(name=names[key]).earliest("pk")
