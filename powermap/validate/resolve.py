"""Drafts that broke no rule in; the model out: names become values, ways become keys, empty texts are gone."""

from __future__ import annotations

from powermap.model import (
    Actor,
    ActorKind,
    Article,
    Basis,
    Branch,
    Category,
    Contact,
    Decision,
    Entry,
    Item,
    Nature,
    Parameter,
    Phone,
    PowerList,
    Publication,
    Question,
    Risk,
    RiskLevel,
    Statute,
    Step,
    Supervision,
    Village,
)
from powermap.source.overlay import natural_order
from powermap.validate.drafts import BasisDraft, DecisionDraft, ItemDraft, StatuteDraft, VillageDraft
from powermap.validate.list_draft import Flow, ListDraft, TypedItem


def power_list_of(draft: ListDraft) -> PowerList:
    """The model of a list without errors. Raises KeyError or ValueError if a rule let an error through."""
    if draft.head is None:
        raise ValueError("a list without a head has no model")
    head = draft.head.draft
    names = _Names(draft)
    return PowerList(
        title=head.name,
        code=head.code,
        basis=head.basis,
        edition=head.edition,
        approval=head.approval,
        categories=tuple(names.categories.values()),
        actors=tuple(names.actors[name] for name in head.actors),
        parameters=tuple(Parameter(name, p.value, p.source) for name, p in head.parameters.items()),
        levels=tuple(names.levels.values()),
        statutes=tuple(names.statutes.values()),
        items=tuple(_item(item, names) for item in _in_order(draft, names)),
        villages=tuple(_village(village.draft) for village in draft.villages),
    )


class _Names:
    """What the names in texts stand for."""

    def __init__(self, draft: ListDraft) -> None:
        kinds = {name: actor.kind or ActorKind.COMMITTEE for name, actor in draft.actors.values()}
        values = {name: Actor(name, kinds[name], actor.short or name) for name, actor in draft.actors.values()}
        self.actors = {word: values[name] for word, (name, _) in draft.actors.items()}
        self.categories = {name: Category(name, category.color) for name, category in draft.categories.items()}
        scale = len(draft.levels)
        self.levels = {name: RiskLevel(name, rank, scale) for rank, name in enumerate(draft.levels)}
        register = draft.register or {}
        self.statutes = {key: _statute(key, typed.draft) for key, typed in register.items() if typed.draft}


def _in_order(draft: ListDraft, names: _Names) -> list[TypedItem]:
    chapters = {name: position for position, name in enumerate(names.categories)}
    return sorted(draft.items, key=lambda item: (chapters[item.draft.category], natural_order(item.draft.number)))


def _item(typed: TypedItem, names: _Names) -> Item:
    draft = typed.draft
    return Item(
        number=draft.number,
        name=draft.name,
        short=draft.short or draft.name,
        category=names.categories[draft.category],
        nature=draft.nature or Nature.SELF_GOVERNMENT,
        owners=_actors(draft.owners, names),
        scope=draft.scope,
        limit=draft.limit,
        bases=tuple(_basis(basis, names) for basis in draft.bases),
        materials=_texts(draft.materials),
        publication=Publication(
            draft.publication.content, _texts(draft.publication.channels), draft.publication.period
        ),
        supervision=Supervision(draft.supervision.villagers, draft.supervision.village, draft.supervision.superior),
        sayings=_texts(draft.sayings),
        entries=_entries(draft, typed.flow, names),
        questions=tuple(Question(q.text, _texts(q.options), _texts(q.answers), q.reason) for q in draft.questions),
        own=typed.own or draft.own,
    )


def _entries(draft: ItemDraft, flow: Flow, names: _Names) -> tuple[Entry, ...]:
    def target(way: int | None) -> str | None:
        if way is None:
            raise ValueError("an unknown target has no key")
        return None if way == flow.end else flow.keys[way]

    entries: list[Entry] = []
    for entry, key, ways in zip(draft.entries, flow.keys, flow.ways, strict=True):
        short, actors = entry.short or entry.name, _actors(entry.actors, names)
        materials = _texts(entry.materials)
        risks = tuple(Risk(names.levels[r.level], r.text, r.control, r.owner) for r in entry.risks)
        if isinstance(entry, DecisionDraft):
            branches = tuple(
                Branch(branch.result, target(way)) for branch, way in zip(entry.branches, ways, strict=True)
            )
            entries.append(
                Decision(key, entry.name, short, actors, branches, entry.note, entry.limit, materials, risks)
            )
        else:
            entries.append(
                Step(key, entry.name, short, actors, target(ways[0]), entry.note, entry.limit, materials, risks)
            )
    return tuple(entries)


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _actors(words: tuple[str, ...], names: _Names) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(names.actors[word] for word in words if word))


def _basis(basis: BasisDraft, names: _Names) -> Basis:
    if not basis.statute:
        return Basis(basis.document)
    statute = names.statutes[basis.statute]
    gists = {article.number: article for article in statute.articles}
    return Basis(statute.title, statute, tuple(gists[number] for number in basis.articles))


def _statute(key: str, draft: StatuteDraft) -> Statute:
    return Statute(
        key=key,
        title=draft.name or key,
        in_force=draft.in_force,
        checked=draft.checked.date,
        source=draft.checked.source,
        articles=tuple(Article(number, gist) for number, gist in draft.articles.items()),
        renumbered=tuple(draft.renumbered.items()),
        pending=draft.pending,
    )


def _village(draft: VillageDraft) -> Village:
    contact = Contact(draft.contact.name, draft.contact.duty) if draft.contact else None
    phones = tuple(Phone(label, number) for label, number in draft.phones.items())
    return Village(draft.name, draft.town, phones, contact, draft.link)
