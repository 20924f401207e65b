"""What a channel of Rasa is made of, as far as the vendor's channel uses it."""


class UserMessage:
    def __init__(self, text=None, output_channel=None, sender_id=None, parse_data=None, input_channel=None, message_id=None, metadata=None, **kwargs):
        self.text = text
        self.output_channel = output_channel
        self.sender_id = sender_id
        self.input_channel = input_channel
        self.metadata = metadata


class InputChannel:
    @classmethod
    def raise_missing_credentials_exception(cls):
        raise ValueError(f"no credentials for {cls.name()}")


class OutputChannel:
    pass
