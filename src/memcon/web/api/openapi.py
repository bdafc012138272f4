"""The OpenAPI description, made of the same table that answers requests, so that it cannot tell of what is not there."""

from __future__ import annotations

import re
from typing import Any

import msgspec

import memcon
from memcon.web.api.operations import Operation, Parameter
from memcon.web.problems import Problem

PREFIX = "/api/v1"
REFERENCE = "#/components/schemas/{name}"
IMPORTS: dict[str, Any] = {
    f"{PREFIX}/imports": {
        "post": {
            "operationId": "post_imports", "summary": "Takes files and begins to read them.",
            "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": {
                "type": "object", "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
            }}}},
            "responses": {"202": {"description": "Taken; Location says where to look.", "content": {"application/json": {}}}},
        }
    },
    f"{PREFIX}/imports/{{number}}": {
        "get": {"operationId": "get_import", "summary": "How far an import has come.",
                "responses": {"200": {"description": "Its state.", "content": {"application/json": {}}}}},
    },
    f"{PREFIX}/imports/{{number}}/events": {
        "get": {"operationId": "get_import_events", "summary": "Its progress as server-sent events, until it is over.",
                "responses": {"200": {"description": "Events named progress.", "content": {"text/event-stream": {}}}}},
    },
}


def description(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """The description of all operations."""
    types = [kind for o in operations for kind in (o.answer, o.body) if kind is not None]
    schemas, components = msgspec.json.schema_components([*types, Problem], ref_template=REFERENCE)
    found = iter(schemas)
    paths: dict[str, Any] = {}
    for operation in operations:
        answer = next(found)
        body = next(found) if operation.body is not None else None
        paths.setdefault(PREFIX + operation.path, {})[operation.method.lower()] = told(operation, answer, body)
    for path, methods in IMPORTS.items():
        paths[path] = {method: given | {"parameters": in_path(path)} for method, given in methods.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "The reading room of memcon", "version": memcon.__version__,
                 "description": "Everything the pages show. Errors are problem details (RFC 9457)."},
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def told(operation: Operation, answer: dict[str, Any], body: dict[str, Any] | None) -> dict[str, Any]:
    """One operation."""
    if operation.paged:
        answer = {
            "type": "object", "required": ["items", "total", "next"],
            "properties": {"items": {"type": "array", "items": answer}, "total": {"type": "integer"}, "next": {"type": ["string", "null"]}},
        }
    problem = {"description": "A problem.", "content": {"application/problem+json": {"schema": {"$ref": REFERENCE.format(name="Problem")}}}}
    found: dict[str, Any] = {
        "operationId": f"{operation.method.lower()}{re.sub('[^a-z]+', '_', operation.path)}".rstrip("_"), "summary": operation.told,
        "parameters": [*in_path(operation.path), *(parameter(p) for p in operation.parameters)],
        "responses": {str(operation.status): {"description": "The answer.", "content": {"application/json": {"schema": answer}}},
                      "default": problem},
    }
    if body is not None:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return found


def in_path(path: str) -> list[dict[str, Any]]:
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in re.findall(r"{(\w+)}", path)]


def parameter(given: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": given.type} | ({"enum": list(given.values)} if given.values else {})
    return {"name": given.name, "in": "query", "description": given.told, "required": given.required, "schema": schema}
