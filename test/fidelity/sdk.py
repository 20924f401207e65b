"""The vendor's Python SDK, asked line by line: `{"api": "DialogApi", "method": "get_dialog", "args": [...], "options": {...}}`, answered with
`{"result": ...}`, or `{"status": 404}` where it raised for an answer, or `{"raised": ...}` where it could not read one. A `model` in the arguments
becomes an object of the SDK."""
import importlib
import json
import sys

from cvg_sdk.api_client import ApiClient
from cvg_sdk.configuration import Configuration
from cvg_sdk.exceptions import ApiException, OpenApiException

APIS = {"DialogApi": "dialog_api", "RecordingApi": "recording_api", "CallApi": "call_api", "HealthApi": "health_api"}


def class_in(module, name):
    return getattr(importlib.import_module(f"cvg_sdk.{module}"), name)


def built(value):
    if isinstance(value, list):
        return [built(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "model" in value:
        model = class_in(f"model.{value['module']}", value["model"])
        given = value["value"]
        return model(**{name: built(inner) for name, inner in given.items()}) if isinstance(given, dict) else model(given)
    return {name: built(inner) for name, inner in value.items()}


def plain(result):
    return result.to_dict() if hasattr(result, "to_dict") else result


def main():
    host, token = sys.argv[1], sys.argv[2]
    configuration = Configuration(host=host)
    client = ApiClient(configuration, "Authorization", f"Bearer {token}")
    for line in sys.stdin:
        asked = json.loads(line)
        api = class_in(f"api.{APIS[asked['api']]}", asked["api"])(client)
        try:
            result = getattr(api, asked["method"])(*built(asked["args"]), **built(asked.get("options", {})))
            answer = {"result": plain(result)}
        except ApiException as error:
            answer = {"status": error.status}
        except (OpenApiException, TypeError, ValueError, AttributeError) as error:
            answer = {"raised": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
