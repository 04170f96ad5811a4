from companion.ui import main

main()
