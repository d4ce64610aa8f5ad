"""Who may do what with a group: its teachers act for it, its owner decides who they are.

Every service that touches a group asks here, whatever a handler let through.
"""

from services.errors import GroupGone, NotTheOwner
from storage import groups
from storage.engine import Transaction
from storage.records import Group, GroupId, StudentId


def existing(tx: Transaction, group_id: GroupId) -> Group:
    """Raises GroupGone for one that there is not, or that was put away."""
    group = groups.get(tx, group_id)
    if group is None or group.is_archived:
        raise GroupGone
    return group


def taught(tx: Transaction, student_id: StudentId, group_id: GroupId) -> Group:
    """A group that she teaches; raises NotTheOwner, GroupGone."""
    group = existing(tx, group_id)
    if student_id not in groups.teachers_of(tx, group_id):
        raise NotTheOwner
    return group


def owned(tx: Transaction, student_id: StudentId, group_id: GroupId) -> Group:
    """A group of her own; raises NotTheOwner, GroupGone."""
    group = existing(tx, group_id)
    if group.owner_id != student_id:
        raise NotTheOwner
    return group
