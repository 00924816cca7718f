"""The places: on maps, and in a list in which each stands below the larger one."""

from docutils import nodes

from ..figures import places as figure
from ..model.records import Record
from ..translation import _
from .backlinks import counted
from .nodes import NodeFactory
from .pictures import with_caption
from .registry import view


@view("places-map")
def places_map(make: NodeFactory, argument: str) -> list[nodes.Node]:
    """The maps of all places, what they leave out, and the list that says the same."""
    places = make.project.of_kind("place")
    numbers = {place.id: len(make.project.events_at(place.id)) for place in places}
    title = str(_("Map of the places; the list below says the same in words"))
    wide, narrow = (figure.draw(title, places, numbers, make.address, narrow=narrow) for narrow in (False, True))
    return [with_caption(wide, narrow, title, reading(make)), *_list(make, places, numbers, "")]


def reading(make: NodeFactory) -> str:
    """What the maps show and leave out: no more is counted than the events that name a place."""
    events = make.project.of_kind("event")
    without = sum(not event.get("place") for event in events)
    words = [
        _(
            "Cities and districts of this history. The number beside a name is how many events of this work name that "
            "place or one within it; an event that names several cities counts at each."
        )
    ]
    if without:
        words.append(
            _("Of the {all} events {without} name no place, such as statements and reports, and count nowhere.").format(
                without=without, all=len(events)
            )
        )
    words += [
        _("What lies in the red frame on the first map, the mouth of the Pearl River, is larger on the second."),
        _(
            "A dot may be off by a few kilometres, since it is put no finer than a tenth of a degree; single buildings "
            "have no dot. The coast is from Natural Earth; no borders are drawn."
        ),
    ]
    return " ".join(map(str, words))


def _list(make: NodeFactory, places: list[Record], numbers: dict[str, int], around: str) -> list[nodes.Node]:
    """The places that lie directly in another, or in none that is recorded, with those in them."""
    known = {place.id for place in places}
    here = [place for place in places if (place.get("within") if place.get("within") in known else "") == around]
    items = nodes.bullet_list()
    for place in here:
        line = nodes.paragraph("", "", make.link(place))
        if chinese := place.get("zh"):
            line += nodes.Text(f" {chinese}")
        if number := numbers[place.id]:
            line += nodes.inline("", f" ({counted('event', number)})", classes=["quiet"])
        items += nodes.list_item("", line, *_list(make, places, numbers, place.id))
    return [items] if here else []
