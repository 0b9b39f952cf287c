"""The report as a workbook, a sheet a module; `report_xlsx` puts it together. Only what is here knows the library for workbooks."""
