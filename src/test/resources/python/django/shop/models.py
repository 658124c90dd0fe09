"""A model as an application declares it."""

import uuid

from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now


class Customer(models.Model):
    email = models.EmailField(unique=True)
    user = models.OneToOneField(User, models.SET_NULL, null=True)
    since = models.DateTimeField(db_default=Now())
    tags = ArrayField(models.CharField(max_length=20), default=list)
    data = models.JSONField(default=dict, db_comment="whatever; 'quoted'")

    class Meta:
        indexes = [GinIndex(fields=["data"], name="customer_data"),
                   models.Index(Lower("email").desc(), name="customer_email_lower")]
        db_table_comment = "who buys"


class Order(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="orders")
    total = models.DecimalField(max_digits=10, decimal_places=2)
    gross = models.GeneratedField(expression=F("total") * 2, output_field=models.DecimalField(max_digits=12, decimal_places=2),
                                  db_persist=True)
    note = models.TextField(blank=True, db_index=True)
    products = models.ManyToManyField("Product")
    valid = DateTimeRangeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(total__gte=0), name="total_positive"),
                       models.UniqueConstraint(fields=["customer", "note"], condition=Q(total__gt=5), name="one_note")]


class Product(models.Model):
    slug = models.SlugField(primary_key=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True)
    price = models.PositiveIntegerField(db_default=0)
