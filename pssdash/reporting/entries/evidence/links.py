"""An evidence file as readers are offered it. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileLink:
    """What it is called, what it shows, how large it is, and where it is downloaded."""

    name: str
    description: str
    size: str
    url: str
