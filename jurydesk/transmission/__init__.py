"""What leaves the program: XLSX, CSV, JSON, accrochage."""
