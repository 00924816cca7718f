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
    reading = _(
        "Cities and districts of this history, each with the number of events recorded there and in places within it. "
        "The red frame on the first map, the mouth of the Pearl River, is what the second shows enlarged. Dots are "
        "right to a tenth of a degree; buildings have none and are not on the map. The coast is from Natural Earth, "
        "without any borders."
    )
    return [with_caption(wide, narrow, title, reading), *_list(make, places, numbers, "")]


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
