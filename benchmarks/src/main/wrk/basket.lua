-- Posts baskets of so many items for many users: wrk -s basket.lua URL -- ITEMS
-- Requests are made before the clock starts, so that the load generator costs little beside the server.

local products = {"GR1", "SR1", "GR1", "GR1", "CF1"}
local users = 1000
local requests = {}
local next_request = 0

function init(args)
  local count = tonumber(args[1])
  local items = {}
  for i = 1, count do
    items[i] = '"' .. products[(i - 1) % #products + 1] .. '"'
  end
  local list = table.concat(items, ",")
  if count > 100 then
    users = 100
  end
  for user = 1, users do
    local body = '{"supermarket_id":"sp' .. user % 10 .. '","user_id":"u' .. user .. '","items":[' .. list .. "]}"
    requests[user] = wrk.format("POST", "/api/basket", {["Content-Type"] = "application/json"}, body)
  end
end

function request()
  next_request = next_request % users + 1
  return requests[next_request]
end

-- One line for the program that started wrk: requests, microseconds, p50 and p99 in microseconds, errors.
function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
