"""The page, on this machine: `python app.py`."""

from companion.ui import main

main()
