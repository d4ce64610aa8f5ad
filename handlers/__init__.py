"""The whole map of the bot: which router is asked first."""

from aiogram import Router

from handlers import common, errors, groups, practice, progress, settings, start


def all_routers() -> list[Router]:
    """In the order in which they are asked; the last one takes whatever is left."""
    return [
        errors.router(),
        start.router(),
        practice.router(),
        progress.router(),
        groups.router(),
        settings.router(),
        common.router(),
    ]
