-- Health of a SchemaMigration for Argo CD, which gives a script no library but Lua's basic one.
local function condition(name)
  for _, candidate in ipairs(obj.status.conditions or {}) do
    if candidate.type == name then
      return candidate
    end
  end
  return {}
end

local function health(status, message)
  return { status = status, message = message or "" }
end

if obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", "being deleted")
end
if obj.spec.suspend == true then
  return health("Suspended", "spec.suspend: no migration starts")
end
if obj.status == nil or obj.status.observedGeneration == nil then
  return health("Progressing", "waiting for the operator")
end
-- A verdict on an older spec says nothing about this one.
if obj.status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "the operator has not seen this spec yet")
end

local ready = condition("Ready")
if ready.observedGeneration ~= nil and ready.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "the operator has not judged this spec yet")
end
local message = (ready.reason or "Unknown") .. ": " .. (ready.message or "")

if condition("Stalled").status == "True" then
  return health("Degraded", message)
end
if ready.status == "True" then
  -- Drift that the policy only reports is no reason to take an application down; it is said all the same.
  local inSync = condition("InSync")
  if inSync.status == "False" then
    return health("Healthy", (inSync.reason or "") .. ": " .. (inSync.message or ""))
  end
  return health("Healthy", message)
end
-- A person has to act; nothing is broken.
if ready.reason == "AwaitingApproval" then
  return health("Suspended", message)
end
return health("Progressing", message)
