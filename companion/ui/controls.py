"""The page's own small controls as HTML: buttons that say what they do in data, and what is folded away."""

from companion.ui.cards import shown


def button(
    label: str, *, kind: str = "plain", name: str = "", focus: bool = False, usable: bool = True, **data: str
) -> str:
    """Return a button; `data` is what a script of ours reads off it, `name` what it is called where that is more."""
    told = "".join(f' data-{key}="{shown(value)}"' for key, value in data.items())
    told += f' aria-label="{shown(name)}"' if name else ""
    told += " data-focus" if focus else ""
    told += "" if usable else " disabled"
    return f'<button type="button" class="{kind}"{told}>{shown(label)}</button>'


def acts(*buttons: str) -> str:
    """Return buttons in a row."""
    return f'<p class="acts">{"".join(buttons)}</p>'


def aside(title: str, inside: str, *, kind: str = "aside", open_: bool = False, name: str = "") -> str:
    """Return what is folded away behind its title."""
    label = f' aria-label="{shown(name)}"' if name else ""
    opened = " open" if open_ else ""
    return f'<details class="{kind}"{opened}><summary{label}>{shown(title)}</summary>{inside}</details>'


def options(choices: list[tuple[str, str]], chosen: str | None = None) -> str:
    """Return the options of a list, each by its value and its label."""
    return "".join(
        f'<option value="{shown(value)}"{" selected" if value == chosen else ""}>{shown(label)}</option>'
        for value, label in choices
    )
