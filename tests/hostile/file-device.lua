-- The report is a link to a device that never ends.
-- setup: rm file-device.lua; ln -s /dev/zero file-device.lua
-- expect: error
error("this is not the report that runs")
