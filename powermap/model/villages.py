"""The villages a list is printed for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phone:
    """A supervision telephone: who answers, and the number as it is to be printed."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Village:
    """A village with the telephones, contact and link that stand on its products."""

    name: str
    town: str = ""
    phones: tuple[Phone, ...] = ()
    contact: Contact | None = None
    link: str = ""
    """The address in the QR code, "" if there is none."""
