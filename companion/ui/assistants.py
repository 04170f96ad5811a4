"""The endpoint for assistants that speak MCP: the same two functions as the API's, one author's own.

Every request stands alone: nothing of one is kept for the next. Who asks, and under which name, was checked before.
"""

import importlib.util

from starlette.applications import Starlette

from companion import __version__
from companion.session import Companion
from companion.ui.programs import Programs

PATH = "/mcp"
"""Where it answers."""
_TOLD = (
    "Companion asks a small-business owner reflective questions about a draft for social media. Show the author its "
    "questions as they are. It never writes for them, and what it asks is no licence to do so in their place."
)


def installed() -> bool:
    """Whether the library is there: it is an extra."""
    return importlib.util.find_spec("mcp") is not None


def build(companion: Companion) -> Starlette:
    """Return the endpoint of one author's `companion`."""
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.transport_security import TransportSecuritySettings

    server = MCPServer("Companion", instructions=_TOLD, version=__version__, log_level="CRITICAL")
    programs = Programs(companion, ToolError)
    server.add_tool(programs.critique, name="critique")
    server.add_tool(programs.lint, name="lint")
    checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app: Starlette = server.streamable_http_app(
        streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=checked
    )
    return app
