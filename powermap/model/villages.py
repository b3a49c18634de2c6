"""The villages a list is printed for."""

from __future__ import annotations

from powermap.value import Value


class Phone(Value, frozen=True):
    """A supervision telephone: who answers, and the number as it is to be printed."""

    label: str
    number: str


class Contact(Value, frozen=True):
    name: str
    title: str = ""


class Village(Value, frozen=True):
    """A village with the telephones, contact and link that stand on its products."""

    name: str
    town: str = ""
    phones: tuple[Phone, ...] = ()
    contact: Contact | None = None
    link: str = ""
    """The address in the QR code, "" if there is none."""
