"""A bot of a few lines on the vendor's own channel for Rasa: `python rasa_bot.py <port> <token>`. One line of JSON for each message that it got."""
import json
import sys

from rasa_vier_cvg import CVGInput
from sanic import Sanic

AGENT = "+4915112345678"


async def on_message(message):
    print(json.dumps({"text": message.text, "body": message.metadata["cvg_body"]}), flush=True)
    channel, caller = message.output_channel, message.sender_id
    if message.text == "/cvg_session":
        await channel.send_text_message(caller, "Guten Tag.", None)
        await channel.send_custom_json(caller, {"cvg_dialog_data": {"data": {"greeted": "yes"}}})
    elif message.text == "Bitte aufzeichnen":
        await channel.send_custom_json(caller, {"cvg_call_recording_start": {"recordingId": "wish"}})
    elif message.text == "Bitte weiterleiten":
        await channel.send_custom_json(caller, {"cvg_call_forward": {"destinationNumber": AGENT}})
    elif message.text == "Bitte verbinden":
        await channel.send_custom_json(caller, {"cvg_call_refer": {"destinationNumber": AGENT}})
    elif message.text == "Nummer":
        prompt = {"text": "Ihre Nummer?", "timeout": 5000, "type": {"name": "Number", "maxDigits": 4}}
        await channel.send_custom_json(caller, {"cvg_call_prompt": prompt})
    elif message.text == "Auf Wiederhören":
        await channel.send_custom_json(caller, {"cvg_call_drop": {}})
    elif not message.text.startswith("/"):
        await channel.send_text_message(caller, f"Sie sagten: {message.text}", None)


app = Sanic("bot")
channel = CVGInput.from_credentials({"token": sys.argv[2], "blocking_endpoints": True})
app.blueprint(channel.blueprint(on_message), url_prefix="/webhooks/vier-cvg")

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), single_process=True, access_log=False, motd=False)
