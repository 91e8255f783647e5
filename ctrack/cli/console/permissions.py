"""What is told of access: a refusal of the server in the words of the register, and a part that hides what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.domain.failures import Failure, NotFound
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation


def explain(invocation: Invocation, failure: Failure) -> tuple[Failure, str]:
    """The failure as it is told, and its sentence; a file has no roles, and what fails there is told as it is.

    A server that its driver alone has read is opened for it.
    """
    is_read = "place" in vars(invocation) and invocation.place.path is None
    register = invocation.open() if is_read and isinstance(failure, NotFound) else invocation.register
    if register is None or register.place.path is not None:
        return failure, failure.tell(_)
    from ctrack.services.role_refusals import describe_role, read_refusal, refuse_for
    from ctrack.views.grant_lists import say_duties, say_people, say_sight

    refused = read_refusal(failure)
    if refused is None and not isinstance(failure, NotFound):
        return failure, failure.tell(_)
    sight = describe_role(register)
    if sight is None:
        return failure, failure.tell(_)
    if refused is not None:
        refusal = refuse_for(sight, refused, say_duties(sight), say_people(sight))
        return refusal, refusal.tell(_)
    if not sight.is_partial:
        return failure, failure.tell(_)
    told = _("The role {role} sees {parts} and nothing else.").format(role=sight.role, parts=say_sight(sight))
    return failure, f"{failure.tell(_)} {told}"
